Page({
  data: { list: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/points/rank', success: r => this.setData({ list: r.data }) }); }
});
