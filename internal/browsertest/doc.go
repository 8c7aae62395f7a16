// Package browsertest walks through the site in a real browser with scripts
// switched off, as a reader and as staff would. Its tests carry the build tag
// browser, since they need Debian's chromium; `make browser` runs them.
package browsertest
