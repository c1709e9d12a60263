Page({
  data: { units: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/stat/installRate', success: r => this.setData({ units: r.data }) }); },
  names() { wx.request({ url: 'https://example.invalid/stat/notInstalled' }); }
});
