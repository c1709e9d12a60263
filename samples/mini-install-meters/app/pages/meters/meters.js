Page({
  data: { areas: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/meter/progress', success: r => this.setData({ areas: r.data }) }); }
});
