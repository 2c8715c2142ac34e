using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Catalog;

/// <summary>How many movies each further choice would leave, within what the rest of the query lets through.</summary>
/// <param name="Genres">Every genre of the catalogue, by name. With several genres wanted at once: movies that would be left; with any of them: movies that have this one.</param>
/// <param name="Decades">Every decade that some movie is of, oldest first, whichever years are chosen.</param>
public sealed record MovieFacets(IReadOnlyList<GenreFacet> Genres, IReadOnlyList<DecadeFacet> Decades)
{
    internal static MovieFacets Of(CatalogSnapshot catalog, FilteredMovies result)
    {
        var genres = catalog.Genres.Select((genre, n) => new GenreFacet(genre.Name, result.ForGenres.CountWith(catalog.GenreSets[n]), genre.MovieCount));
        var counts = new SortedDictionary<int, int>();
        for (int row = 0; row < catalog.Movies.Length; row++)
        {
            if (catalog.Movies[row].SortYear is > 0 and var year)
            {
                int decade = year / 10 * 10;
                counts[decade] = counts.GetValueOrDefault(decade) + (result.ForYears.Has(row) ? 1 : 0);
            }
        }

        return new MovieFacets([.. genres], [.. counts.Select(decade => new DecadeFacet(decade.Key, decade.Value))]);
    }
}

/// <param name="MovieCount">Movies of the whole catalogue that have it.</param>
public sealed record GenreFacet(string Name, int Count, int MovieCount);

/// <param name="From">Its first year: 1970.</param>
public sealed record DecadeFacet(int From, int Count);
