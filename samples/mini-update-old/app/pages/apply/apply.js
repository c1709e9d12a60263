Page({
  apply() {
    wx.showModal({
      title: '提示', content: '请先下载安装“平安通”App并完成注册后再办理', showCancel: false, confirmText: '去下载',
      success: () => wx.setClipboardData({ data: 'https://example.invalid/download/pingantong.apk' })
    });
  }
});
