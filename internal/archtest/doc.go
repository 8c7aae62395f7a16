// Package archtest holds tests about the house itself: who may import whom and
// why not, what has been seen to lose or leak data, and that what is generated
// is in sync. It has no code but tests.
package archtest
