package export

import (
	"io"
	"slices"
	"time"
)

// Objects writes a table as a JSON array whose objects have the named members
// alone, all of them when none is named, in the order of the columns.
func Objects(w io.Writer, s Style, t Table, only []string) error {
	out := &buffer{to: w}
	c := &jsonCells{buffer: out}
	var into cells = c
	if len(only) > 0 {
		into = &chosenCells{to: c, only: only}
	}
	out.text("[")
	err := each(out, s.columns(into), t, func(first bool) {
		if !first {
			out.text(",")
		}
		out.text("\n{")
		c.first = true
	}, func() { out.text("}") })
	if err != nil {
		return err
	}
	out.text("\n]")
	return out.flush()
}

// chosenCells hands on the columns that were asked for.
type chosenCells struct {
	to   cells
	only []string
}

func (c *chosenCells) wants(name string) bool { return slices.Contains(c.only, name) }

func (c *chosenCells) text(name, value string) {
	if c.wants(name) {
		c.to.text(name, value)
	}
}

func (c *chosenCells) code(name, value string) {
	if c.wants(name) {
		c.to.code(name, value)
	}
}

func (c *chosenCells) number(name string, n int, known bool) {
	if c.wants(name) {
		c.to.number(name, n, known)
	}
}

func (c *chosenCells) size(name string, n *int, said string) {
	if c.wants(name) {
		c.to.size(name, n, said)
	}
}

func (c *chosenCells) flag(name string, yes bool) {
	if c.wants(name) {
		c.to.flag(name, yes)
	}
}

func (c *chosenCells) list(name string, values []string, said string) {
	if c.wants(name) {
		c.to.list(name, values, said)
	}
}

func (c *chosenCells) instant(name string, at time.Time) {
	if c.wants(name) {
		c.to.instant(name, at)
	}
}
