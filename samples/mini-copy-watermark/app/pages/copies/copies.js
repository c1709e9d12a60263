Page({
  choose() {
    wx.chooseImage({ count: 1, sourceType: ['album', 'camera'], success: r => {
      const ctx = wx.createCanvasContext('mark');
      ctx.drawImage(r.tempFilePaths[0], 0, 0);
      ctx.fillText('仅供办理业务使用，他用无效', 10, 20);
      ctx.draw();
    } });
  },
  save() { wx.canvasToTempFilePath({ canvasId: 'mark', success: r => wx.saveImageToPhotosAlbum({ filePath: r.tempFilePath }) }); }
});
