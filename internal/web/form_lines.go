package web

import (
	"net/url"
	"reflect"
	"regexp"
	"strings"

	"habeas/internal/fault"
)

// keys are the fields without which a numbered line says nothing: the desk
// leaves out lines in which they are empty, as blank ones.
var keys = map[string]struct {
	field string
	text  fault.Format
}{
	"mechanisms": {"mechanism", "Choose how they came free by this account, or empty the line."},
	"steps":      {"step", "Choose how far it is confirmed, or empty the line."},
	"conditions": {"kind", "Choose the condition, or empty the line."},
}

var lineOf = regexp.MustCompile(`^(mechanisms|steps|conditions)\.(\d+)\.`)

// unfinished refuses lines that were begun without their key, which would be
// lost without a word otherwise.
func unfinished(form url.Values) error {
	wrong := fault.Fields{}
	for name, values := range form {
		line := lineOf.FindStringSubmatch(name)
		if line == nil || strings.TrimSpace(strings.Join(values, "")) == "" {
			continue
		}
		key := line[0] + keys[line[1]].field
		if strings.TrimSpace(form.Get(key)) == "" {
			wrong[key] = fault.Say(keys[line[1]].text)
		}
	}
	return fault.InvalidFields(wrong)
}

// unbindAll is unbind with every text of the draft, the empty ones too, so
// that two versions of a form can be compared field by field.
func unbindAll(draft any) url.Values {
	values := url.Values{}
	nameTexts(values, "", reflect.Indirect(reflect.ValueOf(draft)))
	for name, set := range unbind(draft) {
		values[name] = set
	}
	return values
}

func nameTexts(values url.Values, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		name, ok := formName(v.Type().Field(i))
		if !ok {
			continue
		}
		switch field := v.Field(i); {
		case field.Kind() == reflect.Struct && name != "":
			nameTexts(values, prefix+name+".", field)
		case field.Kind() == reflect.Struct:
			nameTexts(values, prefix, field)
		case field.Kind() == reflect.String, field.Type().Elem().Kind() == reflect.String:
			values[prefix+name] = []string{}
		}
	}
}
