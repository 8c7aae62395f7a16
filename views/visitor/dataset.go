package visitor

import (
	"habeas/internal/public"
	"habeas/views/layout"
	"habeas/views/links"
)

// What pages of data are to search engines, in the words of schema.org. There
// is a Dataset and no Person anywhere: nothing that lets a profile of somebody
// be put together elsewhere.

// dataset is one table or package that can be downloaded.
type dataset struct {
	Context      string     `json:"@context,omitempty"`
	Type         string     `json:"@type"`
	Name         string     `json:"name"`
	Description  string     `json:"description"`
	URL          string     `json:"url"`
	Language     string     `json:"inLanguage"`
	Licence      string     `json:"license"`
	Free         bool       `json:"isAccessibleForFree"`
	Creator      *publisher `json:"creator"`
	Version      string     `json:"version,omitempty"`
	Published    string     `json:"datePublished,omitempty"`
	Temporal     string     `json:"temporalCoverage,omitempty"`
	CiteAs       string     `json:"creditText,omitempty"`
	Distribution []download `json:"distribution,omitempty"`
	Datasets     []dataset  `json:"dataset,omitempty"` // of a catalogue
}

type publisher struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

type download struct {
	Type   string `json:"@type"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
	SHA256 string `json:"sha256,omitempty"`
}

const licence = "https://creativecommons.org/licenses/by/4.0/"

// mediaTypes are those of the files that lists can be had as.
var mediaTypes = map[string]string{
	"csv": "text/csv", "json": "application/json", "ndjson": "application/x-ndjson",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// described is a dataset about the whole page, or one of a catalogue.
func described(p layout.Page, name, description, address string) dataset {
	return dataset{
		Type: "Dataset", Name: name, Description: description, URL: links.Absolute(p.BaseURL, address),
		Language: string(p.Lang()), Licence: licence, Free: true,
		Creator: &publisher{"Organization", p.T("site.name"), links.Absolute(p.BaseURL, links.Home(p.Lang()))},
	}
}

// onPage makes a dataset what a page is about.
func (d dataset) onPage() dataset {
	d.Context = "https://schema.org"
	return d
}

// files are the files of a list, from its address.
func files(p layout.Page, address string) []download {
	var all []download
	for _, format := range links.Formats {
		all = append(all, download{"DataDownload", mediaTypes[format], links.Absolute(p.BaseURL, links.File(address, format)), ""})
	}
	return all
}

// listed is a list of the site as a dataset.
func listed(p layout.Page, name, address string) dataset {
	title := p.T("data.list." + name)
	d := described(p, p.T("data.dataset", "site", p.T("site.name"), "list", title), p.T("data.dataset_text", "list", title), address)
	d.Distribution = files(p, address)
	return d
}

// catalogue is everything that can be downloaded.
func catalogue(p layout.Page) dataset {
	all := described(p, p.T("site.name"), p.Description, links.Data(p.Lang()))
	all.Type = "DataCatalog"
	whole := described(p, p.T("data.package"), p.T("data.package_text"), links.Data(p.Lang()))
	whole.Distribution = []download{{"DataDownload", "application/zip", links.Absolute(p.BaseURL, links.Package(p.Lang(), public.Query{})), ""}}
	all.Datasets = append(all.Datasets, whole)
	for _, list := range dataLists(p.Lang()) {
		all.Datasets = append(all.Datasets, listed(p, list.name, list.address))
	}
	return all.onPage()
}

// frozen is a snapshot: a dataset of one day, with the hash of its package.
func frozen(p layout.Page, s public.Snapshot) dataset {
	day := s.Day.String()
	d := described(p, p.Title, p.Description, links.Snapshot(p.Lang(), day))
	d.Version, d.Published, d.Temporal, d.CiteAs = day, s.Day.AddDays(1).String(), "../"+day, Citation(p.Words, p.BaseURL, s)
	d.Distribution = []download{
		{"DataDownload", "application/zip", links.Absolute(p.BaseURL, links.SnapshotPackage(p.Lang(), day)), s.SHA256},
		{"DataDownload", "application/json", links.Absolute(p.BaseURL, links.SnapshotJSON(p.Lang(), day)), ""},
	}
	return d.onPage()
}
