// Package picture draws what is published as SVG that stands alone: a title, a
// description, what is drawn, and a line that says whose record it is, of which
// day, under which licence and at which address. A picture is the same whether
// a page of ours shows it, somebody else's embeds it, or a reader keeps it.
//
// Decided 2026-11-21: pictures are written with a pen of a few lines instead of
// a template or a library. They are made of numbers, which templates only stand
// in the way of; and no library that is kept does what these need: ranges as
// bars, ends that fade, certainties drawn, two widths, and every text escaped
// in one place. go-chart lets the text of a label through as markup.
//
// What holds for all of them:
//
//   - Every text goes through [pen.text] or [pen.node], which escape it and
//     replace what XML cannot hold; names keep to their own direction.
//   - Colours are attributes, so that a program without style sheets shows them,
//     and the classes of [Style] turn them over in the dark and on paper.
//   - Nothing is told by colour alone: a state has its pattern, its shape and
//     its word, a certainty its outline.
//   - There are two drawings of each, for a page and for a telephone; no text in
//     either is smaller than twelve pixels.
package picture
