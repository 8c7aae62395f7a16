// Package public is what the outside may see. Its types are the published
// contract: the only shapes that the shelf keeps, that pages, lists, exports
// and feeds are made of. [ProjectCase] and its sisters are the one way from
// the casebook to here, and therefore the privacy review: a field that no
// projection names cannot leave the house.
package public
