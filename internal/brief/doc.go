// Package brief writes a case down for people outside: a brief of two pages,
// and a draft of the questionnaire that the UN Working Group on Arbitrary
// Detention asks for. What is meant for outside is made of the public
// projection of the case and of nothing else, so that it cannot tell more than
// the public page would; what is meant for staff adds the rest, marked. Pages
// are drawn by package staff of the views, documents for a word processor here.
package brief
