Page({
  logout() { wx.removeStorageSync('token'); wx.showToast({ title: '已退出登录' }); }
});
