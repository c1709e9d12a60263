Page({ upload() { wx.chooseMedia({ count: 3, sourceType: ['album', 'camera'] }); } });
