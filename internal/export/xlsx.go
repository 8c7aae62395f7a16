package export

import (
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"habeas/internal/fault"
)

// maxSheet is how many rows fit on a sheet below its headings; spreadsheets
// read no more.
const maxSheet = 1_048_575

// XLSX writes a table as a workbook: one sheet with the columns of the CSV, and
// one that says what it is, as of which day and under which licence. Texts are
// texts, so that nothing in them is run, and nothing is put before them. It is
// put together before its first byte is written, in files of the system's
// temporary folder when it is large. It answers with fault.Invalid for more
// cases than a sheet holds.
func XLSX(w io.Writer, s Style, t Table) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", t.Name); err != nil {
		return err
	}
	n, err := writeSheet(f, s, t)
	if err != nil {
		return err
	}
	if err := writeAbout(f, s, n); err != nil {
		return err
	}
	return f.Write(w)
}

func writeSheet(f *excelize.File, s Style, t Table) (n int, err error) {
	out, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return 0, err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return 0, err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return 0, err
	}
	names := t.Columns(s.Words)
	if err := out.SetColWidth(1, len(names), 18); err != nil {
		return 0, err
	}
	var header []any
	for _, name := range names {
		header = append(header, excelize.Cell{StyleID: bold, Value: name})
	}
	if err := out.SetRow("A1", header); err != nil {
		return 0, err
	}
	c := &xlsxCells{}
	cols := s.columns(c)
	for row, err := range t.each {
		if err != nil {
			return n, err
		}
		if n++; n > maxSheet {
			return n, fault.New(fault.Invalid, "A sheet holds %d rows, and these are more. Use filters to make them fewer, or take CSV.", maxSheet)
		}
		c.values = c.values[:0]
		row(cols)
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			return n, err
		}
		if err := out.SetRow(cell, c.values); err != nil {
			return n, err
		}
	}
	return n, out.Flush()
}

// writeAbout writes the sheet that says what the file is.
func writeAbout(f *excelize.File, s Style, n int) error {
	words := s.Words
	const sheet = "about"
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	for i, line := range [][]any{
		{words.T("file.what"), words.T("site.name") + ": " + s.BaseURL},
		{words.T("file.as_of"), s.Today.String()},
		{words.T("file.rows"), n},
		{words.T("file.licence"), words.T("foot.licence_name")},
		{words.T("file.columns"), strings.TrimSuffix(s.BaseURL, "/") + "/data"},
	} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(sheet, cell, &line); err != nil {
			return err
		}
	}
	return f.SetColWidth(sheet, "A", "B", 40)
}

// xlsxCells gathers the cells of a row. What a spreadsheet cannot hold in a
// cell is cut, with a sign that it was.
type xlsxCells struct{ values []any }

// maxCell is how many characters a cell of a workbook holds.
const maxCell = excelize.TotalCellChars

func (c *xlsxCells) text(_, value string) {
	if len(value) > maxCell {
		if r := []rune(value); len(r) > maxCell {
			value = string(r[:maxCell-1]) + "…"
		}
	}
	if value == "" {
		c.values = append(c.values, nil)
		return
	}
	c.values = append(c.values, value)
}

func (c *xlsxCells) code(name, value string) { c.text(name, value) }

func (c *xlsxCells) number(_ string, n int, known bool) {
	if !known {
		c.values = append(c.values, nil)
		return
	}
	c.values = append(c.values, n)
}

func (c *xlsxCells) size(name string, n *int, said string) {
	if n == nil || said != "" {
		c.text(name, said)
		return
	}
	c.number(name, *n, true)
}

func (c *xlsxCells) flag(name string, yes bool) {
	if yes {
		c.text(name, "yes")
		return
	}
	c.text(name, "no")
}

func (c *xlsxCells) list(name string, values []string, said string) {
	if len(values) == 0 {
		c.text(name, said)
		return
	}
	items := make([]string, len(values))
	for i, v := range values {
		items[i] = escapeItem(v)
	}
	c.text(name, strings.Join(items, "; "))
}

func (c *xlsxCells) instant(name string, at time.Time) {
	if at.IsZero() {
		c.text(name, "")
		return
	}
	c.text(name, at.UTC().Format(time.RFC3339))
}
