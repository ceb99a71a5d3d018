// The last digest stays readable without the server: pages come from the network, and from the cache where there is none.
const NAME = 'asagao-1', KEPT = ['/', '/digest', '/static/desk.css', '/static/desk.js', '/static/icon.svg'];
self.addEventListener('install', (e) => e.waitUntil(caches.open(NAME).then((c) => c.addAll(KEPT)).then(() => self.skipWaiting())));
self.addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin || !KEPT.includes(url.pathname)) return;
  e.respondWith(fetch(e.request).then((r) => {
    if (r.ok) { const copy = r.clone(); caches.open(NAME).then((c) => c.put(e.request, copy)); }
    return r;
  }).catch(() => caches.match(e.request)));
});
