package when

import (
	"database/sql/driver"
	"encoding/json"
	"time"

	"habeas/internal/fault"
)

// Value stores the EDTF text, NULL for the zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.text, nil
}

// Scan reads what Value stored; fault.Invalid when the column holds no date.
func (d *Date) Scan(src any) error {
	text, err := columnText(src)
	if err != nil {
		return err
	}
	*d, err = Parse(text)
	return err
}

// MarshalText gives the EDTF text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads EDTF; fault.Invalid when it is not.
func (d *Date) UnmarshalText(text []byte) error {
	var err error
	*d, err = Parse(string(text))
	return err
}

// MarshalJSON gives the EDTF text as a string, "" for the zero Date.
func (d Date) MarshalJSON() ([]byte, error) { return quoteJSON(d.text), nil }

// UnmarshalJSON reads EDTF from a string; "" and null are the zero Date.
func (d *Date) UnmarshalJSON(data []byte) error {
	if len(data) == 12 && data[0] == '"' && data[11] == '"' {
		if day, ok := plainDay(data[1:11]); ok {
			*d = Date{text: string(data[1:11]), earliest: day, latest: day, prec: PrecisionDay}
			return nil
		}
	}
	text, err := unquoteJSON(data)
	if err != nil {
		return err
	}
	*d, err = Parse(text)
	return err
}

// Value stores the ISO day, NULL for the zero Day.
func (d Day) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value stored; fault.Invalid when the column holds no day.
func (d *Day) Scan(src any) error {
	text, err := columnText(src)
	if err != nil {
		return err
	}
	return d.read(text)
}

// MarshalText gives the ISO day, empty for the zero Day.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO day, empty for the zero Day; fault.Invalid else.
func (d *Day) UnmarshalText(text []byte) error { return d.read(string(text)) }

// MarshalJSON gives the ISO day as a string, "" for the zero Day.
func (d Day) MarshalJSON() ([]byte, error) { return quoteJSON(d.String()), nil }

// UnmarshalJSON reads an ISO day; "" and null are the zero Day.
func (d *Day) UnmarshalJSON(data []byte) error {
	if len(data) == 12 && data[0] == '"' && data[11] == '"' {
		if day, ok := plainDay(data[1:11]); ok {
			*d = day
			return nil
		}
	}
	text, err := unquoteJSON(data)
	if err != nil {
		return err
	}
	return d.read(text)
}

func (d *Day) read(text string) error {
	if text == "" {
		*d = Day{}
		return nil
	}
	var err error
	*d, err = ParseDay(text)
	return err
}

// columnText accepts what SQL drivers hand over for a text column; some turn
// a column named as a date into a time.
func columnText(src any) (string, error) {
	switch v := src.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case time.Time:
		return DayOf(v).String(), nil
	}
	return "", fault.New(fault.Invalid, "A date is kept as text, not as %T.", src)
}

// quoteJSON quotes text that holds nothing JSON would escape, as EDTF and ISO
// days never do.
func quoteJSON(text string) []byte {
	b := make([]byte, 0, len(text)+2)
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

func unquoteJSON(data []byte) (string, error) {
	var text string // stays empty for null
	if err := json.Unmarshal(data, &text); err != nil {
		return "", fault.New(fault.Invalid, "A date is written as a text, such as \"2026-01-13\".").Because(err)
	}
	return text, nil
}
