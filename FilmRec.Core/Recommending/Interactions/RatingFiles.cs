namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Files that were read together, over the viewers and movies of all of them.</summary>
/// <param name="Viewers">Names of the rows.</param>
/// <param name="Movies">Names of the columns.</param>
/// <param name="Ratings">One matrix a file, in the order in which they were read.</param>
/// <param name="Candidates">Lines of files of candidates, in their order.</param>
public sealed record RatingFiles(Names Viewers, Names Movies, IReadOnlyList<RatingMatrix> Ratings, IReadOnlyList<CandidateList> Candidates);

/// <summary>Which movie is to be found among which.</summary>
/// <param name="Line">Where that stands in its file.</param>
/// <param name="Viewer">Row of the viewer who is asked.</param>
/// <param name="Wanted">Row of the movie to find.</param>
/// <param name="Movies">Rows of the movies to rank, ascending; the wanted one among them.</param>
public sealed record CandidateList(int Line, int Viewer, int Wanted, int[] Movies);
