// Command make turns a TopoJSON file of world-atlas into the form that package
// outlines reads: make countries-50m.json world.bin
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"

	"golang.org/x/text/language"
)

// topology is what is read of a TopoJSON file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				ID   string // ISO 3166-1 numeric
				Type string
				Arcs json.RawMessage
			}
		}
	}
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: make countries-50m.json world.bin")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(text, &t); err != nil {
		return err
	}
	plain, err := packed(&t)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(plain); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}

func packed(t *topology) ([]byte, error) {
	var b []byte
	for _, f := range []float64{t.Transform.Scale[0], t.Transform.Scale[1], t.Transform.Translate[0], t.Transform.Translate[1]} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	b = binary.AppendUvarint(b, uint64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		b = binary.AppendUvarint(b, uint64(len(arc)))
		for _, p := range arc {
			b = binary.AppendVarint(binary.AppendVarint(b, p[0]), p[1])
		}
	}
	all := t.Objects.Countries.Geometries
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, g := range all {
		var polygons [][][]int64
		var err error
		if g.Type == "Polygon" {
			polygons = make([][][]int64, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		} else {
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			return nil, err
		}
		b = appendCountry(b, code(g.ID), polygons)
	}
	return b, nil
}

func appendCountry(b []byte, code string, polygons [][][]int64) []byte {
	b = append(b, code...)
	b = binary.AppendUvarint(b, uint64(len(polygons)))
	for _, rings := range polygons {
		b = binary.AppendUvarint(b, uint64(len(rings)))
		for _, ring := range rings {
			b = binary.AppendUvarint(b, uint64(len(ring)))
			for _, arc := range ring {
				b = binary.AppendVarint(b, arc)
			}
		}
	}
	return b
}

// code gives the letters of a country by its number, and -- without one.
func code(id string) string {
	n, err := strconv.Atoi(id)
	if err != nil {
		return "--"
	}
	region, err := language.EncodeM49(n)
	if err != nil || len(region.String()) != 2 {
		return "--"
	}
	return region.String()
}
