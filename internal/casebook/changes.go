package casebook

import (
	"database/sql/driver"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// Change is one field that differs between two versions of a row, with both
// values as text for the history.
type Change struct {
	Field string // Go name of the field
	Was   string
	Now   string
}

// unrecorded are the fields that keep house rather than say something.
var unrecorded = map[string]bool{"ID": true, "Version": true, "CreatedAt": true, "UpdatedAt": true}

// Changes lists the fields that differ between two rows of one type, given as
// values or pointers, in the order in which the type declares them.
func Changes(before, after any) []Change {
	b, a := reflect.Indirect(reflect.ValueOf(before)), reflect.Indirect(reflect.ValueOf(after))
	var found []Change
	for i := range b.NumField() {
		name := b.Type().Field(i).Name
		if unrecorded[name] {
			continue
		}
		was, now := inText(b.Field(i)), inText(a.Field(i))
		if was != now {
			found = append(found, Change{name, was, now})
		}
	}
	return found
}

// Fields gives every field of a row that the history keeps, as it keeps it.
func Fields(row any) map[string]string {
	v := reflect.Indirect(reflect.ValueOf(row))
	said := map[string]string{}
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; !unrecorded[name] {
			said[name] = inText(v.Field(i))
		}
	}
	return said
}

// inText writes a field's value as the history keeps it; empty when unset.
func inText(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case time.Time:
		if x.IsZero() {
			return ""
		}
		return x.UTC().Format(time.RFC3339)
	case driver.Valuer:
		value, err := x.Value()
		if err != nil || value == nil {
			return ""
		}
		return fmt.Sprint(value)
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int64:
		if v.Int() == 0 {
			return ""
		}
		return strconv.FormatInt(v.Int(), 10)
	}
	return fmt.Sprint(v.Interface())
}
