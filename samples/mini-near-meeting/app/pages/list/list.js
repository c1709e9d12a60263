Page({ data: { sortOrder: 'desc', rankBy: 'time' } });
