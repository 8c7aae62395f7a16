// Package browsertest opens Debian's chromium for tests and measures pages with
// axe-core. Its own tests walk through the site as a reader and as staff would,
// with scripts switched off unless they say otherwise. All of it carries the
// build tag browser, so that nothing else needs a browser; `make browser` runs
// it.
package browsertest
