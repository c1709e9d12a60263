Page({
  data: { list: [] },
  onLoad() { wx.request({ url: 'https://example.invalid/course/list', success: r => this.setData({ list: r.data }) }); },
  sort() { this.setData({ list: this.data.list.sort((a, b) => a.duration - b.duration) }); }
});
