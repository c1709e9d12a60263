Page({
  onShow() { wx.request({ url: 'https://example.invalid/complaint/mine' }); },
  submit(e) { wx.request({ url: 'https://example.invalid/complaint/add', method: 'POST', data: e.detail.value }); },
  rate() { wx.request({ url: 'https://example.invalid/complaint/rate', method: 'POST' }); }
});
