namespace FilmRec.Core.Posters.Drawing;

/// <summary>A place on the sheet, in units from the top left corner.</summary>
internal readonly record struct Point(double X, double Y);
