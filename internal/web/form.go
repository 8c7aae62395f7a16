package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"habeas/internal/fault"
)

// Limits of a form. A person types a few kilobytes; a pasted book is refused
// before it takes memory.
const (
	maxForm  = 1 << 20  // bytes that are read of a form
	maxDrain = 32 << 20 // bytes that are read and thrown away, so that the browser sees the answer
	maxLines = 20       // numbered lines of one list: cites.0 … cites.19
)

// readForm reads the fields of a form that was sent. It answers with
// fault.TooLarge when there is more than a megabyte, without keeping it, and
// with fault.Invalid when it is no form at all. Files are not read here.
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	body := r.Body
	if r.ContentLength > maxForm {
		drain(body)
		return nil, tooLarge()
	}
	r.Body = http.MaxBytesReader(w, body, maxForm)
	err := r.ParseForm()
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		drain(body)
		return nil, tooLarge()
	case err != nil:
		return nil, fault.New(fault.Invalid, "This form could not be read. Go back, reload the page and send it again.").Because(err)
	}
	return r.PostForm, nil
}

// drain throws away what is still coming: a browser that cannot finish sending
// shows a broken connection in place of the answer.
func drain(body io.Reader) { _, _ = io.CopyN(io.Discard, body, maxDrain) }

func tooLarge() error {
	return fault.New(fault.TooLarge, "What you sent is larger than one megabyte, and nothing of it was kept. Quote the sentence that matters and cite the source; whole documents do not belong into a field.")
}

// bind sets what a draft may be set by its form tags: texts, lists of texts,
// parts (name.text, summary.en) and numbered lines (cites.0.source). Fields
// that a form does not have stay as they are. It answers with fault.Invalid
// when a list has more lines than a form offers.
func bind(values url.Values, draft any) error {
	return bindStruct(values, "", reflect.ValueOf(draft).Elem())
}

func bindStruct(values url.Values, prefix string, v reflect.Value) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, ok := formName(field)
		if !ok {
			continue
		}
		if err := bindField(values, prefix+name, v.Field(i)); err != nil {
			return err
		}
	}
	return nil
}

// formName gives the name of a field in a form. Embedded structs have none:
// their fields stand in the form directly.
func formName(f reflect.StructField) (string, bool) {
	switch tag := f.Tag.Get("form"); {
	case tag != "":
		return tag, true
	case f.Anonymous:
		return "", true
	}
	json, _, _ := strings.Cut(f.Tag.Get("json"), ",") // locale.Text has JSON names only
	return json, json != ""
}

func bindField(values url.Values, name string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		if given, ok := values[name]; ok && len(given) > 0 {
			v.SetString(given[0])
		}
	case reflect.Struct:
		if name != "" {
			name += "."
		}
		return bindStruct(values, name, v)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			bindTexts(values[name], v)
			return nil
		}
		return bindLines(values, name, v)
	default:
		panic(fmt.Sprintf("web: a draft cannot hold a %s (%s)", v.Type(), name))
	}
	return nil
}

// bindTexts sets a list of texts, leaving out the empty ones.
func bindTexts(given []string, v reflect.Value) {
	if given == nil {
		return
	}
	list := []string{}
	for _, text := range given {
		if strings.TrimSpace(text) != "" {
			list = append(list, text)
		}
	}
	v.Set(reflect.ValueOf(list).Convert(v.Type()))
}

// bindLines sets the numbered lines of a list, blank ones among them, so that
// an error points at the line a person sees.
func bindLines(values url.Values, name string, v reflect.Value) error {
	count, err := countLines(values, name)
	if err != nil || count == 0 {
		return err
	}
	lines := reflect.MakeSlice(v.Type(), count, count)
	for i := range count {
		if err := bindStruct(values, name+"."+strconv.Itoa(i)+".", lines.Index(i)); err != nil {
			return err
		}
	}
	v.Set(lines)
	return nil
}

// countLines gives one more than the highest number that a list's fields have.
func countLines(values url.Values, name string) (int, error) {
	count := 0
	for key := range values {
		rest, ok := strings.CutPrefix(key, name+".")
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, ".")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			continue
		}
		if n >= maxLines {
			return 0, fault.New(fault.Invalid, "A form takes up to %d lines of one kind. Save these first, then add the others.", maxLines)
		}
		count = max(count, n+1)
	}
	return count, nil
}

// unbind gives the fields of a form as they stand when a draft is opened in
// it: the reverse of bind. Empty fields are left out.
func unbind(draft any) url.Values {
	values := url.Values{}
	unbindStruct(values, "", reflect.Indirect(reflect.ValueOf(draft)))
	return values
}

func unbindStruct(values url.Values, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		if name, ok := formName(v.Type().Field(i)); ok {
			unbindField(values, prefix+name, v.Field(i))
		}
	}
}

func unbindField(values url.Values, name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			values.Set(name, v.String())
		}
	case reflect.Struct:
		if name != "" {
			name += "."
		}
		unbindStruct(values, name, v)
	case reflect.Slice:
		for i := range v.Len() {
			if item := v.Index(i); item.Kind() == reflect.String {
				values.Add(name, item.String())
			} else {
				unbindStruct(values, name+"."+strconv.Itoa(i)+".", item)
			}
		}
	}
}
