using FilmRec.Core.Catalog.Searching;

namespace FilmRec.Core.Catalog;

/// <summary>How many movies each further choice would leave, within what the rest of the query lets through.</summary>
/// <param name="Genres">Every genre of the catalogue, by name. With several genres wanted at once: movies that would be left; with any of them: movies that have this one.</param>
/// <param name="Decades">Every decade that some movie is of, oldest first, whichever years are chosen.</param>
public sealed record MovieFacets(IReadOnlyList<GenreFacet> Genres, IReadOnlyList<DecadeFacet> Decades)
{
    private const int DecadesKept = 1000;

    internal static MovieFacets Of(CatalogSnapshot catalog, FilteredMovies result)
    {
        var genres = catalog.Genres.Select((genre, n) => new GenreFacet(genre.Name, result.ForGenres.CountWith(catalog.GenreSets[n]), genre.MovieCount));
        int[] all = new int[DecadesKept];
        int[] left = new int[DecadesKept];
        for (int row = 0; row < catalog.Movies.Length; row++)
        {
            int decade = Math.Clamp(catalog.Movies[row].SortYear / 10, 0, DecadesKept - 1);
            all[decade]++;
            left[decade] += result.ForYears.Has(row) ? 1 : 0;
        }

        var decades = Enumerable.Range(1, DecadesKept - 1).Where(decade => all[decade] > 0).Select(decade => new DecadeFacet(decade * 10, left[decade]));
        return new MovieFacets([.. genres], [.. decades]);
    }
}

/// <param name="MovieCount">Movies of the whole catalogue that have it.</param>
public sealed record GenreFacet(string Name, int Count, int MovieCount);

/// <param name="From">Its first year: 1970.</param>
public sealed record DecadeFacet(int From, int Count);
