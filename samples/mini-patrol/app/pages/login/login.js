Page({
  login() {
    wx.login({ success() { wx.redirectTo({ url: '/pages/home/home' }); } });
  }
});
