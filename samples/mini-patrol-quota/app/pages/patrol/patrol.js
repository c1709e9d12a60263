Page({
  data: { minutes: 0, km: 0, path: [] },
  start() {
    wx.startLocationUpdateBackground();
    wx.onLocationChange(p => this.data.path.push([p.longitude, p.latitude]));
  },
  finish() {
    const isValid = this.data.minutes >= 15 && this.data.km >= 1;
    if (!isValid) wx.showToast({ title: '本次巡河无效，不计入考核次数' });
    wx.request({ url: 'https://example.invalid/patrol/add', method: 'POST', data: { path: this.data.path, duration: this.data.minutes, mileage: this.data.km, isValid } });
  }
});
