// Package pdftext reads the text of a PDF, so that an article that came as one
// can be quoted from.
//
// A PDF is read by PDFium, the reader of the Chromium browser, since newspapers
// and ministries make files that smaller readers lose words of. It is shipped
// compiled to WebAssembly, out of the package @embedpdf/pdfium 2.15.1 of npm
// (make pdfium fetches the same bytes again), and runs in the sandbox of
// wazero: it has no file, no clock, no network and no memory but its own.
//
// What people are sent may be made to hurt whoever opens it. The sandbox keeps
// such a file from reaching anything; a process of its own ([Reader]) keeps it
// from taking the server's memory and time.
//
// Decided 2026-11-21: readers in Go alone were tried first. The one that finds
// the words of ordinary files can be made to take all memory there is by a file
// of one kilobyte; the others lose letters or are for making files.
package pdftext
