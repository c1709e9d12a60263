Page({
  data: { list: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/study/duration/rank', success: r => this.setData({ list: r.data }) }); }
});
