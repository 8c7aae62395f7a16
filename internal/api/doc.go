// Package api is the door for programs: it answers what pages and exports
// answer, as JSON, a page at a time. It reads the reading room alone, so that
// it serves where only the public record is, and knows no names of its own: a
// row has the columns of the exports, and a case is the published document.
//
// Its addresses stand in routes.go, in the order in which a newcomer needs
// them; openapi.json describes them to programs, and a test holds both and every
// answer against each other. Failures are returned: package web, in whose server
// the addresses are, makes problem+json of them as it makes pages elsewhere.
package api
