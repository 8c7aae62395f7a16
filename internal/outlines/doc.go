// Package outlines holds the outlines of the countries of the world, for maps
// that are drawn here: no tile and no address of anybody else's is asked for.
//
// They are those of Natural Earth at 1:50 million, which is in the public
// domain (naturalearthdata.com), as the npm package world-atlas 2.0.2 has them
// in TopoJSON. make turns that file into world.bin, which is part of the
// program. Where borders are disputed the outlines follow Natural Earth, which
// draws who is in control; a map says so, and takes no side by it.
package outlines

// Go has to find countries-50m.json of world-atlas 2.0.2 beside this file:
// npm pack world-atlas@2.0.2, and take it out of the archive.
//
//go:generate go run ./make countries-50m.json world.bin
