package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestTheListIsAWorkbookToo(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	got := l.get("/es/cases.xlsx?country=VE")
	if got.Code != http.StatusOK || !strings.Contains(got.Header().Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("it answers %d with %v", got.Code, got.Header())
	}
	f, err := excelize.OpenReader(bytes.NewReader(got.Body.Bytes()), excelize.Options{UnzipSizeLimit: 64 << 20, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("cases")
	if err != nil || len(rows) != 1+strings.Count(l.get("/cases.ndjson?country=VE").Body.String(), "\n") {
		t.Errorf("it has %d rows (%v)", len(rows), err)
	}
}

func TestACSVBeginsWithAByteOrderMarkWhenItIsAskedFor(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	plain, marked := l.get("/cases.csv").Body.String(), l.get("/cases.csv?bom=1").Body.String()
	if marked != "\ufeff"+plain {
		t.Errorf("with bom=1 it begins with %.8q, without with %.8q", marked, plain)
	}
	for _, path := range []string{"/cases.csv?bom=yes", "/cases.json?bom=1", "/cases?bom=1"} {
		if got := l.get(path); got.Code != http.StatusBadRequest {
			t.Errorf("%s answers %d", path, got.Code)
		}
	}
}
