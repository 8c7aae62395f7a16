package export

import "io"

// CSV writes a table as comma-separated values. It stops at the first error of
// the rows or of w; what was written by then is cut off within a line.
func CSV(w io.Writer, s Style, t Table) error {
	out := &buffer{to: w}
	c := &csvCells{buffer: out}
	out.header(t.Columns(s.Words))
	return each(out, s.columns(c), t, func(bool) { c.first = true }, func() { out.text("\r\n") })
}

// JSON writes a table as one JSON array.
func JSON(w io.Writer, s Style, t Table) error {
	out := &buffer{to: w}
	c := &jsonCells{buffer: out}
	out.text("[")
	err := each(out, s.columns(c), t, func(first bool) {
		if !first {
			out.text(",")
		}
		out.text("\n{")
		c.first = true
	}, func() { out.text("}") })
	if err != nil {
		return err
	}
	out.text("\n]\n")
	return out.flush()
}

// NDJSON writes a table as one JSON object a line.
func NDJSON(w io.Writer, s Style, t Table) error {
	out := &buffer{to: w}
	c := &jsonCells{buffer: out}
	return each(out, s.columns(c), t,
		func(bool) { out.text("{"); c.first = true }, func() { out.text("}\n") })
}

// each writes every row between what begins and what ends it.
func each(out *buffer, c columns, t Table, begin func(first bool), end func()) error {
	first := true
	for row, err := range t.each {
		if err != nil {
			return err
		}
		begin(first)
		row(c)
		end()
		first = false
		if err := out.flushFull(); err != nil {
			return err
		}
	}
	return out.flush()
}
