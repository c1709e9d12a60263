Page({ scan() { wx.scanCode({}); } });
