const request = require('../../utils/request');
Page({ onLoad() { request.post('/score/rank', {}); } });
