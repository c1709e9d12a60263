Page({
  data: { levels: ['非常满意', '满意', '不满意'] },
  choose() {},
  submit() { wx.request({ url: 'https://example.invalid/service/evaluate', method: 'POST' }); },
  onShareAppMessage() { return { title: '政务通' }; }
});
