Page({
  apply() { wx.navigateTo({ url: '/pages/feedback/feedback' }); }
});
