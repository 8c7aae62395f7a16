package shelf

import (
	"encoding/base64"
	"encoding/binary"

	"habeas/internal/fault"
	"habeas/internal/public"
)

// order is one order of the list: a column that alone, or with the id after
// it, puts every case in its place. The tie runs in the column's direction, so
// that an index can be walked either way without sorting.
type order struct {
	name   string
	column string
	desc   bool
	tie    bool // the column is not unique: the id decides
}

var orders = map[string]order{
	"":             {"newest", "id", true, false},
	"newest":       {"newest", "id", true, false},
	"oldest":       {"oldest", "oldest", false, false},
	"updated":      {"updated", "updated", true, true},
	"longest_held": {"longest_held", "held", false, false},
	"relevance":    {"relevance", "id", true, true}, // by a rank that no column holds
}

// turned gives the order walked the other way.
func (o order) turned() order {
	o.desc = !o.desc
	return o
}

// place is where a case stands in an order.
type place struct{ key, id int64 }

// before reports whether a comes before b.
func (o order) before(a, b place) bool {
	if a.key == b.key {
		return o.tie && a.id != b.id && (a.id > b.id) == o.desc
	}
	return (a.key > b.key) == o.desc
}

func (o order) dir() string {
	if o.desc {
		return " DESC"
	}
	return ""
}

// cmp is the sign between what comes later in the order and a place.
func (o order) cmp() string {
	if o.desc {
		return " < "
	}
	return " > "
}

// by gives the ORDER BY of an alias with the order's column.
func (o order) by(alias string) string {
	s := alias + "." + o.column + o.dir()
	if o.tie {
		s += ", " + alias + ".id" + o.dir()
	}
	return s
}

// past gives the condition for standing after a place, with its arguments.
func (o order) past(alias string, at place) (string, []any) {
	if o.tie {
		return "(" + alias + "." + o.column + ", " + alias + ".id)" + o.cmp() + "(?, ?)", []any{at.key, at.id}
	}
	return alias + "." + o.column + o.cmp() + "?", []any{at.key}
}

// cursor writes a place as text for an address.
func (o order) cursor(at place) string {
	b := []byte{o.name[0]}
	b = binary.AppendVarint(b, at.key)
	if o.tie {
		b = binary.AppendVarint(b, at.id)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// readCursor reads a cursor of this order; fault.Invalid naming the parameter
// when it is none.
func (o order) readCursor(parameter, text string) (at place, err error) {
	bad := fault.Field(parameter, "This is not a cursor that a page of this list gave. Start from the first page.")
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) < 2 || b[0] != o.name[0] {
		return place{}, bad
	}
	b = b[1:]
	key, n := binary.Varint(b)
	if n <= 0 {
		return place{}, bad
	}
	at, b = place{key, key}, b[n:]
	if o.tie {
		if at.id, n = binary.Varint(b); n <= 0 {
			return place{}, bad
		}
		b = b[n:]
	}
	if len(b) > 0 {
		return place{}, bad
	}
	return at, nil
}

// window is the stretch of a list that a query asks for.
type window struct {
	order order // as walked: turned when going back
	from  *place
	back  bool
	limit int
}

// windowOf reads the cursors of a query in an order.
func windowOf(q public.Query, o order) (w window, err error) {
	w = window{order: o, limit: q.Limit}
	if w.limit <= 0 || w.limit > public.MaxLimit {
		w.limit = public.DefaultLimit
	}
	parameter, cursor := "after", q.After
	if q.Before != "" {
		if q.After != "" {
			return w, fault.Field("before", "Give either after or before, not both.")
		}
		parameter, cursor, w.back, w.order = "before", q.Before, true, o.turned()
	}
	if cursor == "" {
		return w, nil
	}
	at, err := o.readCursor(parameter, cursor)
	w.from = &at
	return w, err
}
