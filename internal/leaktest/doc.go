// Package leaktest plants confidential values in every private corner of the
// casebook, publishes what may be published, reads every public byte the site
// serves, and looks for them. It has no code but tests.
package leaktest
