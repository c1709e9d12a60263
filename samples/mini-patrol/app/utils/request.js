module.exports = { post(path, data) { wx.request({ url: 'https://example.invalid' + path, data }); } };
