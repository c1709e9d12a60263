Page({ submit() { wx.request({ url: 'https://example.invalid/feedback/add' }); } });
