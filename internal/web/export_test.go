package web_test

import (
	"archive/zip"
	"bytes"
	"io"
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

func TestEveryListIsAFileInEveryShapeWithTheFiltersOfItsPage(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	for _, list := range []string{"cases", "counts", "releases", "sources"} {
		rows := strings.Count(l.get("/"+list+".ndjson").Body.String(), "\n")
		if rows < 5 {
			t.Errorf("/%s.ndjson has %d rows", list, rows)
		}
		for _, format := range []string{"csv", "json", "ndjson", "xlsx"} {
			for _, path := range []string{"/" + list + "." + format, "/es/" + list + "." + format + "?known_at=2026-01-18", "/" + list + "." + format + "?as_of=2026-01-15"} {
				if got := l.get(path); got.Code != http.StatusOK || !strings.Contains(got.Header().Get("Content-Disposition"), "habeas-"+list+"-2026-01-1") {
					t.Errorf("%s answers %d, %d bytes, %s", path, got.Code, got.Body.Len(), got.Header().Get("Content-Disposition"))
				}
			}
			for _, wrong := range []string{"colour=red", "limit=5", "after=x", "as_of=yesterday", "known_at=2999-01-01"} {
				if got := l.get("/" + list + "." + format + "?" + wrong); got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), strings.Split(wrong, "=")[0]) {
					t.Errorf("/%s.%s?%s answers %d", list, format, wrong, got.Code)
				}
			}
		}
		if got := l.get("/" + list + ".csv?bom=1").Body.String(); !strings.HasPrefix(got, "\ufeff") {
			t.Errorf("/%s.csv?bom=1 begins with %.8q", list, got)
		}
		if page := l.get("/" + list).Body.String(); !strings.Contains(page, `href="/`+list+`.csv"`) {
			t.Errorf("/%s does not offer its files", list)
		}
	}
	all, one := l.get("/counts.ndjson").Body.String(), l.get("/counts.ndjson?country=IR").Body.String()
	if strings.Count(one, "\n") >= strings.Count(all, "\n") || strings.Contains(one, `"country":"VE"`) {
		t.Error("/counts.ndjson?country=IR is not of Iran alone")
	}
	if got := l.get("/releases.csv?country=VE"); got.Code != http.StatusBadRequest {
		t.Errorf("a filter that the page of releases does not have answers %d", got.Code)
	}
}

func TestThePackageTakesTheFiltersOfTheListOfCases(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	got := l.get("/es/data/package.zip?state=in_custody")
	if got.Code != http.StatusOK || got.Header().Get("Content-Type") != "application/zip" || !strings.Contains(got.Header().Get("Content-Disposition"), `"habeas-package-2026-01-19.zip"`) {
		t.Fatalf("it answers %d with %v", got.Code, got.Header())
	}
	z, err := zip.NewReader(bytes.NewReader(got.Body.Bytes()), int64(got.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	file, err := z.Open("cases.csv")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(file)
	if want := l.get("/cases.csv?state=in_custody").Body.String(); err != nil || string(text) != want {
		t.Errorf("its cases are not those of the list:\n%s\n%s", text, want)
	}
	for _, wrong := range []string{"colour=red", "limit=5", "state=unheard_of", "facility=nowhere"} {
		if got := l.get("/data/package.zip?" + wrong); got.Code != http.StatusBadRequest {
			t.Errorf("%s answers %d", wrong, got.Code)
		}
	}
}

func TestWithoutASnapshotThePageSaysWhenTheFirstIsTaken(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	if got := l.get("/snapshots"); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "There is no snapshot yet") {
		t.Errorf("/snapshots answers %d", got.Code)
	}
	for _, path := range []string{"/snapshots/2026-01-18", "/snapshots/2026-01-18/package.zip", "/snapshots/2026-01-18.json", "/snapshots/yesterday"} {
		if got := l.get(path); got.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, got.Code)
		}
	}
}
