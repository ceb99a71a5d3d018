// Comfort only: every page works without it. Keys as people know them; off where localStorage "asagao.keys" is "off".
(() => {
  const rows = () => [...document.querySelectorAll('.row')];
  let at = -1, g = 0;
  const go = (n) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, n));
    all[at].focus();
    all[at].scrollIntoView({ block: 'nearest' });
  };
  const off = () => { try { return localStorage['asagao.keys'] === 'off'; } catch { return false; } };
  const box = document.getElementById('keys');
  if (box) {
    box.checked = !off();
    box.addEventListener('change', () => { try { localStorage['asagao.keys'] = box.checked ? 'on' : 'off'; } catch { /* private mode */ } });
  }
  addEventListener('keydown', (e) => {
    if (off() || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    const row = rows()[at];
    if (g) {
      g = 0;
      const to = { t: '/', e: '/events', s: '/saved', m: '/month', o: '/out' }[e.key];
      if (to) location.href = to;
    } else if (e.key === 'j') go(at + 1);
    else if (e.key === 'k') go(at - 1);
    else if (e.key === 'o' && row) row.querySelector('a.t')?.click();
    else if (e.key === 's' && row) row.querySelector('button[data-verb=save]')?.click();
    else if (e.key === 'g') g = 1;
    else if (e.key === '?') location.href = '/help';
    else if (e.key === '/') { e.preventDefault(); const box = document.querySelector('input[type=search]'); box ? box.focus() : (location.href = '/events'); }
  });
  const form = document.getElementById('collect');
  if (form) form.addEventListener('submit', (e) => {
    e.preventDefault();
    const log = document.getElementById('progress');
    log.hidden = false;
    log.textContent = '…';
    const seen = {};
    const stream = new EventSource('/sources/progress?token=' + encodeURIComponent(form.elements.token.value));
    stream.onmessage = (m) => {
      const d = JSON.parse(m.data);
      seen[d.name] = d;
      log.textContent = Object.values(seen).map((s) => (s.state === 'done' ? (s.ok ? '✓ ' : '✗ ') : '… ') + s.name + (s.events === undefined ? '' : ' ' + s.events)).join('\n');
    };
    stream.addEventListener('end', () => { stream.close(); location.reload(); });
    stream.onerror = () => stream.close();
  });
  const grid = document.querySelector('.paint');
  if (grid) {
    let brush = null;
    const cell = (e) => { const t = document.elementFromPoint(e.clientX, e.clientY); return t && t.matches('.paint input') ? t : t && t.querySelector && t.closest('.paint label')?.querySelector('input'); };
    grid.addEventListener('pointerdown', (e) => {
      const c = cell(e);
      if (!c || e.pointerType === 'touch') return;
      e.preventDefault();
      brush = !c.checked;
      c.checked = brush;
      c.focus({ preventScroll: true });
    });
    grid.addEventListener('pointermove', (e) => { const c = brush === null ? null : cell(e); if (c) c.checked = brush; });
    addEventListener('pointerup', () => { brush = null; });
    grid.addEventListener('click', (e) => { if (e.pointerType && e.pointerType !== 'touch' && e.detail) e.preventDefault(); });
  }
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/worker.js').catch(() => {});
})();
