Page({
  data: { rivers: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/river/list', success: r => this.setData({ rivers: r.data }) }); },
  call() { wx.makePhoneCall({ phoneNumber: '12345' }); }
});
