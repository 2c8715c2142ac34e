using FilmRec.Core;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFilmRecCore(builder.Configuration);
var app = builder.Build();
app.Run();
