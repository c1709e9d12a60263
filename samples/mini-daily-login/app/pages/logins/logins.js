Page({
  onLoad() { wx.request({ url: 'https://example.invalid/login/daily/stat' }); },
  names() { wx.request({ url: 'https://example.invalid/login/absent' }); }
});
