Page({
  download() {
    wx.downloadFile({ url: 'https://example.invalid/files/form.pdf', success: r => wx.openDocument({ filePath: r.tempFilePath }) });
  }
});
