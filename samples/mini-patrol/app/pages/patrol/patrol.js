const request = require('../../utils/request');
Page({
  upload() {
    wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['camera'] });
  },
  submit() {
    wx.startLocationUpdateBackground({});
    request.post('/patrol/sign/in', {});
    request.post('/track/upload', {});
    wx.showModal({ title: '提示', content: '照片不能为空', showCancel: false });
  }
});
