App({ onLaunch() {} });
