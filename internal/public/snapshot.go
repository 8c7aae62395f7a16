package public

import "habeas/internal/when"

// Snapshot is what the record held at the end of a day, in numbers: nobody is
// in it by name or by reference, so that it can stay when somebody is taken
// off. What it counted is put together anew from the editions that are kept.
type Snapshot struct {
	Day       when.Day          `json:"day"`
	Cases     int               `json:"cases"`
	Held      Number            `json:"held"`    // people, as [CountedHeld] counts
	Free      Number            `json:"free"`    // at liberty or at restricted liberty
	Unknown   Number            `json:"unknown"` // nobody says where they stand
	Countries []SnapshotCountry `json:"countries,omitempty"`
	Tables    []TableRows       `json:"tables"` // of the data package
	Bytes     int64             `json:"bytes"`  // of the data package
	SHA256    string            `json:"sha256"` // of the data package
	Format    int               `json:"format"` // the way in which the package was put together
	BaseURL   string            `json:"base_url"`
}

// Number is a number of people: at least Least, at most Most, which is nil when
// there is no upper bound.
type Number struct {
	Least int  `json:"min"`
	Most  *int `json:"max"`
}

// SnapshotCountry is what the record held of one country.
type SnapshotCountry struct {
	Country string `json:"country"`
	Cases   int    `json:"cases"`
	Held    Number `json:"held"`
	Free    Number `json:"free"`
	Unknown Number `json:"unknown"`
}

// TableRows is how many rows a table of the data package had.
type TableRows struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// DocSnapshot is the kind of a [Snapshot] on the shelf; its key is the day.
const DocSnapshot = "snapshot"
