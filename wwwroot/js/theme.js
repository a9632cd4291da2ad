// A classic script before the style sheets, so that a chosen theme never flashes the other one first.
try {
  const theme = localStorage.getItem('turfmap.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* storage is shut: the system's theme */ }
